//! Messages (doc: `monitors/notify/variables`).
