"""What a page of the site may load: the site's own files, nothing inline, nothing from elsewhere."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""A content security policy, as a header or as an element of a page that is only a file."""
