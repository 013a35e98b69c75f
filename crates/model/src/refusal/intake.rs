//! Reasons of the acts in `act/intake`.

use super::reasons;

reasons! {}
