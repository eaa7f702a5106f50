//! The same records in other layouts, whole and damaged.

use reify_lib::NoticeKind::{BadLine, Gap, TornTail};
use reify_lib::PollResult;

use super::{notice, noticed, read_file};

const LINES: &str = "{\"reify\":{\"version\":1}}\n{\"site\":{\"id\":0,\"expr\":\"tick()\"}}\r\n\n{\"step\":[0,0,0,5]}\n{\"end\":{\"at\":9,\"recorded\":1}}";

const RECORDS: [&str; 6] = [
    r#"{"reify":{"version":1}}"#,
    r#"{"site":{"id":0,"expr":"tick()"}}"#,
    r#"{"step":[0,0,0,5]}"#,
    r#"{"poll":[1,0,6,1,1,"pending"]}"#,
    r#"{"poll":[2,0,7,1,1,"ready"]}"#,
    r#"{"end":{"at":9,"recorded":3}}"#,
];

fn minified() -> String {
    format!("[{}]", RECORDS.join(","))
}

#[test]
fn records_need_no_array_around_them() {
    let trace = read_file(LINES);
    assert_eq!(noticed(&trace), []);
    let spread = LINES.replace(',', ",\n ").replace('{', "{\n ");
    assert_eq!(*read_file(spread), *trace);
    let marked = format!("\u{feff}{LINES}");
    assert_eq!(*read_file(marked), *trace);
}

#[test]
fn a_record_that_is_damaged_on_the_one_line_of_a_file_costs_itself_only() {
    for (from, to) in [
        (r"[1,0,6", r#"[1,0,"six""#),
        (r#"1,"pending"]"#, r"1,pending]"),
        (r#"[1,0,6,1,1,"pending"]"#, "7"),
    ] {
        let file = minified().replace(from, to);
        let trace = read_file(&file);
        assert_eq!(
            noticed(&trace),
            [(BadLine, 1, Some(1)), (Gap, 1, Some(1))],
            "{to}"
        );
        assert_eq!(trace.polls().count(), 1, "{to}");
        let at = file.find("{\"poll\"").expect("it is there") as u64;
        let first = notice(&trace, BadLine).first.expect("it has a place");
        assert_eq!(first.byte, at, "the damaged record begins there");
    }
}

#[test]
fn garbage_between_records_on_one_line_costs_nothing_but_itself() {
    let file = minified().replace(",{\"poll\":[2", ",oops,{\"poll\":[2");
    let trace = read_file(&file);
    assert_eq!(noticed(&trace), [(BadLine, 1, Some(1))]);
    assert_eq!(notice(&trace, BadLine).bytes, 4);
    assert_eq!(trace.polls().count(), 2);
}

#[test]
fn a_bracket_or_a_quote_that_is_lost_on_one_line_costs_its_record_only() {
    for (whole, damaged) in [
        (r#"1,"pending"]}"#, r#"1,"pending"]"#),
        (r#"1,"pending"]}"#, r#"1,"pending"}"#),
        (r#"1,"pending"]}"#, r#"1,"pending]}"#),
        (r#"{"poll":[1,"#, r#"{"poll":[[1,"#),
        (r#"{"poll":[1,"#, r#"{"poll:[1,"#),
    ] {
        let file = minified().replace(whole, damaged);
        let trace = read_file(&file);
        let at = file.find("{\"poll").expect("it is there");
        let next = file.find(",{\"poll\":[2").expect("it is there");
        let (bad, _) = (&trace.notices()[0], noticed(&trace));
        assert!(matches!(bad.kind, BadLine | TornTail), "{damaged}: {bad}");
        assert_eq!(bad.first.map(|at| (at.line, at.byte)), Some((1, at as u64)));
        let results: Vec<_> = trace.polls().map(|poll| poll.result).collect();
        assert_eq!(results, [PollResult::Ready], "{damaged}");
        assert!(trace.end().is_some(), "{damaged}");
        // The commas between the records that were found are counted in.
        let lost = usize::try_from(bad.bytes).expect("it is small");
        assert!(
            (next - at..next - at + 4).contains(&lost),
            "{damaged}: {lost}"
        );
    }
}

#[test]
fn a_file_on_one_line_that_is_cut_off_is_read_up_to_there() {
    let whole = minified();
    for cut in whole.find(",{\"site").expect("it is there")..whole.len() {
        let trace = read_file(&whole[..cut]);
        let records: usize = ["{\"step\"", "{\"poll\""]
            .iter()
            .flat_map(|kind| whole.match_indices(kind))
            .filter(|(at, _)| whole[*at..cut.max(*at)].contains("]}"))
            .count();
        assert_eq!(
            trace.steps().len() + trace.events().len(),
            records,
            "cut at {cut}"
        );
        let closed = ["}}", "]}"]
            .iter()
            .filter_map(|close| whole[..cut].rfind(close));
        let rest = closed.max().map_or(0, |at| at + 2);
        let is_torn = whole[rest..cut].contains('{');
        let torn = trace.notices().iter().any(|notice| notice.kind == TornTail);
        assert_eq!(torn, is_torn, "cut at {cut}");
    }
}

#[test]
fn a_pretty_printed_file_with_damage_goes_on_with_the_next_record() {
    let pretty = RECORDS.map(|record| record.replace(":{", ": {\n    ").replace(":[", ": [\n    "));
    let file = format!(
        "[\n  {}\n]\n",
        pretty.join(",\n  ").replace("{\"", "{\n  \"")
    );
    let whole = read_file(&file);
    assert_eq!((noticed(&whole), whole.polls().count()), (vec![], 2));
    let damaged = read_file(file.replace("1,0,6", "1,O,6"));
    let line = file[..file.find("\"poll\"").expect("it is there")]
        .lines()
        .count() as u64
        - 1;
    assert_eq!(
        noticed(&damaged),
        [(BadLine, 1, Some(line)), (Gap, 1, Some(line + 3))]
    );
    assert_eq!(damaged.polls().count(), 1);
}
