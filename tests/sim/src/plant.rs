//! Planted bugs: each is something that a careless program could do. They live in the simulator's own adapters, so the
//! product has no switch for them, but one that leaves out the guard. A simulator that does not catch them is no proof.

macro_rules! plants {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $seed:literal;)*) => {
        /// A planted bug.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Plant {
            $($(#[$doc])* $name,)*
        }

        impl Plant {
            /// Every planted bug.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// A seed that catches it: what the test suite runs.
            #[must_use]
            pub const fn seed(self) -> u64 {
                match self { $(Self::$name => $seed,)* }
            }
        }
    };
}

plants! {
    /// The relay answers a push before its commit.
    AckBeforeFsync = "ack_before_fsync", 1;
    /// The relay takes a used actor and number for the change that used it.
    ReuseActor = "reuse_actor", 7;
    /// A device applies what it receives unchecked.
    SkipGuard = "skip_guard", 1;
    /// A device applies a page's entries in any order, unchecked.
    ApplyOutOfOrder = "apply_out_of_order", 0;
    /// A device saves the cursor, and then the content.
    LoseCursor = "lose_cursor", 0;
    /// The relay takes a batch that it has seen for one that it holds.
    DropOnDuplicate = "drop_on_duplicate", 27;
    /// A device takes a push without an answer for one that was taken.
    ForgetOutboxOnAckLoss = "forget_outbox_on_ack_loss", 4;
    /// The relay serves positions that are not committed.
    FeedPositionBeforeCommit = "feed_position_before_commit", 0;
    /// The relay serves an office the neighbour's cases.
    ServeOutsideAudience = "serve_outside_audience", 0;
    /// A restored relay goes on in its old epoch.
    EpochNotChangedOnRestore = "epoch_not_changed_on_restore", 2;
    /// The relay serves nothing of a document behind its snapshot.
    SnapshotHidesTail = "snapshot_hides_tail", 19;
    /// A device chooses between concurrent values by itself.
    ClockDecides = "clock_decides", 14;
    /// A device never hears of its withdrawal.
    WithdrawnKeepsDocument = "withdrawn_keeps_document", 8;
    /// A device settles disputes by itself.
    SettleSilently = "settle_silently", 0;
    /// A device believes that the relay holds what came in a bundle.
    BundleTakenForFeed = "bundle_taken_for_feed", 2;
}

impl Plant {
    /// The planted bug with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|plant| plant.name() == name)
    }
}
