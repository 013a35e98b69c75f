//! Reasons of the acts in `act/answer`.

use super::reasons;

reasons! {}
