//! [`Back`]: for each position an earlier one, or none, as how far back that stands.
//!
//! The parents of steps are such positions: in most programs few steps are made between a step and those under it. Where
//! too many stand far back, as among very many tasks, all are kept as they are.

use super::side;

/// Stands for a position in the side table. Zero stands for none.
const FAR: u16 = u16::MAX;
/// The same, where positions are kept as they are.
const NONE: u32 = u32::MAX;
/// So many may be far back in any case, and one in so many.
const FAR_ANYWAY: usize = 64;
const ONE_FAR_IN: usize = 8;

/// Positions that mostly stand shortly before their own. Any others are kept as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Back {
    Near {
        distances: Vec<u16>,
        /// `(position, the earlier one)`, sorted.
        far: Vec<(u32, u32)>,
    },
    Any(Vec<u32>),
}

impl Default for Back {
    fn default() -> Self {
        let (distances, far) = (Vec::new(), Vec::new());
        Self::Near { distances, far }
    }
}

impl Back {
    /// Appends what belongs to the next position.
    #[inline]
    pub(crate) fn push(&mut self, earlier: Option<u32>) {
        match self {
            Self::Near { distances, far } => {
                let position = distances.len() as u32;
                let distance = match earlier {
                    None => 0,
                    Some(earlier) => {
                        let near = position.checked_sub(earlier).filter(|back| *back > 0);
                        let near = near.and_then(|back| u16::try_from(back).ok());
                        near.unwrap_or(FAR)
                    }
                };
                distances.push(distance);
                if let (FAR, Some(earlier)) = (distance, earlier) {
                    far.push((position, earlier));
                    if far.len() > FAR_ANYWAY + distances.len() / ONE_FAR_IN {
                        self.widen();
                    }
                }
            }
            Self::Any(all) => all.push(earlier.unwrap_or(NONE)),
        }
    }

    #[cold]
    fn widen(&mut self) {
        if let Self::Near { distances, .. } = self {
            let mut all = Vec::with_capacity(distances.capacity());
            let count = distances.len();
            all.extend((0..count).map(|position| self.get(position).unwrap_or(NONE)));
            *self = Self::Any(all);
        }
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, additional: usize) {
        match self {
            Self::Near { distances, .. } => distances.reserve(additional),
            Self::Any(all) => all.reserve(additional),
        }
    }

    /// What belongs to a position.
    ///
    /// # Panics
    ///
    /// Where there is none.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> Option<u32> {
        match self {
            Self::Near { distances, far } => match distances[position] {
                0 => None,
                FAR => side(far, position),
                back => (position as u32).checked_sub(u32::from(back)),
            },
            Self::Any(all) => Some(all[position]).filter(|earlier| *earlier != NONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(earlier: &[Option<u32>]) -> Back {
        let mut back = Back::default();
        for &earlier in earlier {
            back.push(earlier);
        }
        back
    }

    #[test]
    fn what_was_put_in_comes_back_however_far_it_is() {
        let mut all = vec![None; 70_000];
        let odd = [
            Some(69_999),
            Some(0),
            None,
            Some(4_464),
            Some(4_470),
            Some(80_000),
        ];
        all.extend(odd);
        let back = of(&all);
        assert!(matches!(back, Back::Near { .. }));
        for (position, &earlier) in all.iter().enumerate() {
            assert_eq!(back.get(position), earlier);
        }
    }

    #[test]
    fn where_most_stand_far_back_all_are_kept_as_they_are() {
        let all: Vec<_> = (0..80_000_u32).map(|at| at.checked_sub(66_000)).collect();
        let back = of(&all);
        assert!(matches!(back, Back::Any(_)));
        for (position, &earlier) in all.iter().enumerate() {
            assert_eq!(back.get(position), earlier);
        }
    }
}
