"""Training of the scorer that tells whether two words in two sentences tell of the same happening, on ECB+ (see README.md)."""
