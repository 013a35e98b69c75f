//! Reasons of the acts in `act/links`.

use super::reasons;

reasons! {}
