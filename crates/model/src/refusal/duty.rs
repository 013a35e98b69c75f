//! Reasons of the acts in `act/duty`.

use super::reasons;

reasons! {}
