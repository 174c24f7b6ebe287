"""Nobody is told what is not hers, anywhere: the matrix, and what it must notice."""
