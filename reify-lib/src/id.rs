//! Small integers that stand for the entries of a trace's tables.
//!
//! They are positions in the tables of *one* [`Trace`](crate::Trace) and mean nothing in another. The ids that
//! a file uses for the same things are kept beside the entries, as `id`.

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an index into a slice.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// # Panics
            ///
            /// Where the position does not fit into 32 bits, which no table of a trace reaches.
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).expect("a table of a trace holds fewer than 2^32 entries"))
            }
        }
    };
}

index! {
    /// A [`Site`](crate::Site) of a trace.
    SiteId
}
index! {
    /// A [`Step`](crate::Step) of a trace.
    StepId
}
index! {
    /// A [`Task`](crate::Task) of a trace.
    TaskId
}
index! {
    /// A [`Thread`](crate::Thread) of a trace.
    ThreadId
}
index! {
    /// A [`StepNode`](crate::StepNode) of an [`AsyncStepGraph`](crate::AsyncStepGraph).
    NodeId
}
