//! Reasons of the acts in `act/entry`.

use super::reasons;

reasons! {}
