//! Reasons of the acts in `act/supervision`.

use super::reasons;

reasons! {}
