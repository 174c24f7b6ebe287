"""Write-ups from files: the screens that take one, and the blocks that it becomes."""
