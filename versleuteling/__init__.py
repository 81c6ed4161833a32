"""Nothing readable in Temporal: payloads and failures are encrypted before they leave this process."""
