"""The site as a browser meets it, and the pictures by which its look is judged."""
