//! That what is expected changes nothing but the time that it takes.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::format::agreement::{before_more, short, short_after};

const FIRST: &[u8] = b"{\"wake\":[";

/// The next number behind one: mostly as it is expected, and of every length.
fn next(number: u64) -> impl Strategy<Value = u64> {
    let near = (0..1_000_u64).prop_map(move |more| number.saturating_add(more));
    let any_length = (0..=17_u32, 0..100_u64);
    let any_length =
        any_length.prop_map(|(digits, less)| 10_u64.saturating_pow(digits).saturating_sub(less));
    prop_oneof![6 => Just(number.saturating_add(1)), 3 => near, 1 => any_length]
}

/// The `seq` and the time of a line, and by what one byte of it is replaced.
type Line = (u64, u64, Option<(usize, u8)>);

/// Lines one behind the other.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    let first = (next(0), next(1 << 33));
    first.prop_flat_map(|(seq, at)| {
        let byte = prop_oneof![Just(b'0'), Just(b','), Just(b' '), any::<u8>()];
        let changed = prop::option::weighted(0.3, (0..50_usize, byte));
        let each = (0..3_u8, next(seq), next(at), changed);
        vec(each, 1..60).prop_map(move |each| {
            let (mut seq, mut at) = (seq, at);
            let numbered = each.into_iter().map(|(kind, any_seq, any_at, changed)| {
                (seq, at) = match kind {
                    0 => (any_seq, any_at),
                    _ => (seq.saturating_add(1), at.saturating_add(any_at % 2_000)),
                };
                (seq, at, changed)
            });
            numbered.collect()
        })
    })
}

#[test]
fn it_gives_the_same_events_whatever_came_before() {
    let config = ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::with_cases(500)
    };
    proptest!(config, |(lines in lines())| {
        let mut expected = Expected::default();
        for (seq, at, changed) in lines {
            let mut line = format!("{{\"wake\":[{seq},7,{at},1]}},\n").into_bytes();
            if let Some((place, byte)) = changed {
                let place = place % line.len();
                line[place] = byte;
            }
            let text = before_more(&line);
            prop_assert_eq!(short_after(&text, &mut expected), short(&text));
        }
    });
}

#[test]
fn the_next_seq_is_known_until_more_than_its_last_digit_changes() {
    let mut next = NextSeq::default();
    assert_eq!(next.take(b"0,00000000000000"), None);
    next.follow(1_997, 4, b"1997,00000000000");
    assert_eq!(next.take(b"1998,00000000000"), Some((1_998, 4)));
    assert_eq!(next.take(b"1998,00000000000"), None);
    assert_eq!(next.take(b"19990,0000000000"), None);
    assert_eq!(next.take(b"1999,00000000000"), Some((1_999, 4)));
    assert_eq!(next.take(b"2000,00000000000"), None);
}

#[test]
fn a_time_is_known_by_its_beginning() {
    let mut at = SameStart::default();
    assert_eq!(at.take(b"00000000,0000000"), None);
    at.follow(12_345_678_901, 11, b"12345678901,0000");
    assert_eq!(at.take(b"12300000000,0000"), Some((12_300_000_000, 11)));
    assert_eq!(at.take(b"12400000000,0000"), None);
    assert_eq!(at.take(b"123456789012,000"), None);
    assert_eq!(at.take(b"1234567890,00000"), None);
    at.follow(7, 1, b"7,00000000000000");
    assert_eq!(at.take(b"12300000000,0000"), None);
}

#[test]
fn lines_of_the_writer_are_as_expected() {
    let mut expected = Expected::default();
    let mut known = 0;
    for seq in 100..200_u64 {
        let line = format!(
            "{{\"wake\":[{seq},7,{},1]}},\n{{\"wake\":[",
            5_000_000_000 + seq
        );
        let numbers = &line.as_bytes()[FIRST.len()..];
        let copy = NextSeq { ..expected.seq };
        known += u32::from({ copy }.take(numbers).is_some());
        assert!(short_after(line.as_bytes(), &mut expected).is_some());
    }
    assert_eq!(known, 90);
}
