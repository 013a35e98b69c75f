//! Reasons of the acts in `act/handling`.

use super::reasons;

reasons! {}
