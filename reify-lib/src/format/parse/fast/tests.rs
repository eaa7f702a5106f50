//! That the short way gives what the long way gives.

use crate::format::agreement::{assert_agreement, before_more, short};

/// Lines as the writer lays them out, with every field that can be there, be `null`, and be left out.
const LINES: [&str; 18] = [
    "{\"poll\":[0,0,0,0,0,\"pending\"]},\n",
    "{\"poll\":[12,3,4567,89,1,\"ready\"]},\n",
    "{\"poll\":[12,3,4567,89,1,\"pending\",0]},\n",
    "{\"poll\":[12,3,4567,89,1,\"pending\",4294967295]},\n",
    "{\"poll\":[12,3,4567,89,1,\"cancelled\",null,2]},\n",
    "{\"poll\":[12,3,4567,89,1,\"panicked\",1,2]},\n",
    "{\"poll\":[9007199254740991,9007199254740991,9007199254740991,0,1,\"ready\"]},\n",
    "{\"step\":[0,0,0,0]},\n",
    "{\"step\":[12,3,4,567,8]},\n",
    "{\"step\":[12,3,4,567,null,9]},\n",
    "{\"step\":[12,3,4,567,8,9]},\n",
    "{\"step\":[12,3,4,567,8,null,true]},\n",
    "{\"step\":[12,3,4,567,null,9,true]},\n",
    "{\"wake\":[12,3,4567,1]},\n",
    "{\"wake\":[12,3,4567,1,20]},\n",
    "{\"wake\":[12,3,4567,1,null,true]},\n",
    "{\"waker_drop\":[12,3,4567,1]},\n",
    "{\"waker_drop\":[12,3,4567,1,20]},\n",
];

#[test]
fn lines_of_the_writer_are_known() {
    for line in LINES {
        let (record, length) = short(&before_more(line.as_bytes())).expect(line);
        assert_eq!(length, line.len());
        let mut written = Vec::new();
        crate::format::write::line(&record, &mut written);
        assert_eq!(String::from_utf8(written).unwrap(), line);
        assert_agreement(line.as_bytes());
    }
}

#[test]
fn both_ways_agree_on_every_line_with_one_byte_changed() {
    for line in LINES {
        let mut text = line.as_bytes().to_vec();
        for at in 0..text.len() {
            for byte in 0..=255 {
                let original = std::mem::replace(&mut text[at], byte);
                assert_agreement(&text);
                text[at] = original;
            }
        }
    }
}

#[test]
fn both_ways_agree_on_every_line_with_a_part_put_in_or_left_out() {
    let parts = [
        "0",
        "9",
        "00",
        "-",
        ",",
        "null",
        ",null",
        "true",
        ",1",
        "\"",
        "]",
        "}",
        " ",
        ".0",
        "e1",
        "1e3",
        "-0",
        "\t",
        "\\u0030",
        "\u{a0}",
        "9007199254740992",
        "18446744073709551616",
        "{\"poll\":",
    ];
    for line in LINES {
        for at in 0..line.len() {
            let (before, after) = line.split_at(at);
            for part in parts {
                assert_agreement([before, part, after].concat().as_bytes());
            }
            for length in 1..after.len().min(8) {
                assert_agreement([before, &after[length..]].concat().as_bytes());
            }
        }
    }
}
