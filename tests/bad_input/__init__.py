"""Whatever people send, the site answers in a sentence: no fault of ours, no trace, no wait."""
