"""Small pure helpers that every room may use: spans, content ids, text folding."""
