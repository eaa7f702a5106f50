//! Damaged recordings are read and told of, each kind of damage with its count and its place; with `--strict` they are
//! refused.

use reify_lib::{NoticeKind, Trace};

use crate::command::{ran, stderr, stdout};
use crate::damage::{DAMAGES, Damage, HEAD};
use crate::shop::Shop;

/// What is told of damage, with its place.
fn told(damage: &Damage) -> Vec<String> {
    let first = damage.first();
    let (kind, harm) = (damage.kind, damage.kind.harm());
    vec![
        format!(" (line {}, byte {})", first.line, first.byte),
        format!(
            "\n  kind     {kind} ({harm})\n  count    {}\n",
            damage.count
        ),
        format!("\n  first    line {}, byte {}\n", first.line, first.byte),
        format!("\n  means    {}\n", kind.meaning()),
    ]
}

#[test]
fn every_kind_of_damage_is_tried() {
    for kind in NoticeKind::ALL {
        let is_tried = DAMAGES.iter().any(|damage| damage.kind == *kind);
        assert!(is_tried, "{kind} has no row");
    }
}

#[test]
fn a_file_without_damage_is_told_nothing_of() {
    let whole = format!("{HEAD}{{\"end\":{{\"at\":9,\"recorded\":1}}}}\n]\n");
    let trace = Trace::from_slice(whole.as_bytes()).expect("it is a trace");
    assert_eq!(trace.notices(), []);
}

#[test]
fn every_kind_of_damage_is_counted_with_its_first_line_and_byte() {
    for damage in DAMAGES {
        let file = damage.file();
        let trace = Trace::from_slice(file.as_bytes()).expect("there are records in it");
        let (mut found, mut also): (Vec<_>, Vec<_>) = trace
            .notices()
            .iter()
            .partition(|notice| notice.kind == damage.kind);
        let notice = found.pop().unwrap_or_else(|| panic!("not told:\n{file}"));
        assert!(notice.message.starts_with(damage.says), "{notice}\n{file}");
        assert_eq!(notice.count, damage.count, "{notice}\n{file}");
        assert_eq!(notice.first, Some(damage.first()), "{notice}\n{file}");
        also.sort_by_key(|notice| damage.also.iter().position(|kind| *kind == notice.kind));
        let also: Vec<_> = also.into_iter().map(|notice| notice.kind).collect();
        assert_eq!(also, damage.also, "{file}");
    }
}

#[test]
fn every_kind_of_damage_is_printed_and_with_strict_it_is_refused() {
    let shop = Shop::new();
    for damage in DAMAGES {
        let file = damage.file();
        shop.write("damaged.json", &file);
        let printed = ran(&shop, &["--print", "notices", "damaged.json"]).success();
        let printed = stdout(&printed);
        let block = printed
            .split("\n\n")
            .find(|block| block.starts_with(damage.says))
            .unwrap_or_else(|| panic!("{printed}\n{file}"));
        for told in told(damage) {
            assert!(
                format!("{block}\n").contains(&told),
                "{told}\n{printed}\n{file}"
            );
        }
        let refused = ran(&shop, &["--strict", "--print", "tree", "damaged.json"]).code(4);
        assert_eq!(stdout(&refused), "", "{file}");
        let said = stderr(&refused);
        let line = format!("reify-tui: notice: {}", damage.says);
        assert!(said.contains(&line), "{said}\n{file}");
        assert!(said.contains(&told(damage)[0]), "{said}\n{file}");
    }
}
