//! Reasons of the acts in `act/closing`.

use super::reasons;

reasons! {}
