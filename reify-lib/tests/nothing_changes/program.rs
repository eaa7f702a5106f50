//! Programs: trees of what async code is made of.

/// A piece of async code. It gives back a number.
#[derive(Clone, Debug)]
pub(crate) enum Program {
    /// A number that is there at once.
    Ready(u32),
    /// Pending so many times, waking itself in each poll.
    Yield(u32),
    /// Pending once, keeping its waker, which the executor calls later.
    Later,
    /// One after the other, each between two lines of the log, with a guard that logs its drop.
    Sequence(Vec<Program>),
    /// The second or the third, by the first.
    Branch(Box<[Program; 3]>),
    /// Again and again, up to so many times, until it gives back an odd number.
    Loop(u32, Box<Program>),
    /// All at once; the sum.
    Join(Box<[Program; 2]>),
    /// The first that is ready; the other one is dropped.
    Select(Box<[Program; 2]>),
    /// So many polls, then given up.
    Timeout(u32, Box<Program>),
    /// Boxed and polled by an executor within.
    Unordered(Vec<Program>),
    /// Caught where it panics.
    Catch(Box<Program>),
    /// A task of its own, whose end is awaited.
    Spawn(Box<Program>),
    /// A task of its own that nobody waits for.
    Detached(Box<Program>),
    /// A task of its own, aborted when this one was polled so many times.
    Abort(u32, Box<Program>),
    /// An error, handed on with `?`.
    Fail(u32),
    /// The error of the inner one, as a number.
    Recover(Box<Program>),
    /// Panics with a number, where it is above the bound.
    Panic(u32),
    /// Made and never polled.
    Forgotten(Box<Program>),
}

/// The numbers of a linear congruential generator (Knuth's constants for 64 bits).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        random.below(1);
        random
    }

    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % bound
    }
}

impl Program {
    pub(crate) fn generate(random: &mut Random) -> Self {
        let size = 2 + random.below(4);
        Self::of_depth(size, random)
    }

    fn of_depth(depth: u32, random: &mut Random) -> Self {
        if depth == 0 {
            return match random.below(8) {
                0..=1 => Self::Ready(random.below(10)),
                2..=4 => Self::Yield(random.below(4)),
                5 => Self::Later,
                6 => Self::Fail(random.below(10)),
                _ => Self::Panic(random.below(3)),
            };
        }
        let first = Self::of_depth(depth - 1, random);
        if random.below(4) == 0 {
            let second = Self::of_depth(depth - 1, random);
            return Self::Sequence(vec![first, second]);
        }
        Self::around(first, depth, random)
    }

    fn around(first: Self, depth: u32, random: &mut Random) -> Self {
        let first = Box::new(first);
        let kind = random.below(14);
        let another = |random: &mut Random| Self::of_depth(depth - 1, random);
        match kind {
            0 => {
                let (second, third) = (another(random), another(random));
                Self::Branch(Box::new([*first, second, third]))
            }
            1 => Self::Loop(1 + random.below(4), first),
            2 | 3 => Self::Join(Box::new([*first, another(random)])),
            4 | 5 => Self::Select(Box::new([*first, another(random)])),
            6 => Self::Timeout(random.below(4), first),
            7 => Self::Unordered(vec![*first, another(random), another(random)]),
            8 => Self::Catch(first),
            9 => Self::Recover(first),
            10 => Self::Spawn(first),
            11 => Self::Detached(first),
            12 => Self::Abort(random.below(4), first),
            _ => Self::Sequence(vec![*first, Self::Forgotten(Box::new(another(random)))]),
        }
    }
}
