//! Messages that others ship, and how the parser fares with them.
