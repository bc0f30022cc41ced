"""Example Python Worker: transcribes recordings, writes notes, and proposes their codes."""
