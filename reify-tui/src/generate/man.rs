//! The man page: the options, what `--help` says below them, the words of filters, and the keys.

use std::io::{self, Write};

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::cli::Cli;
use crate::filter::LANGUAGE;
use crate::keymap::{BINDINGS, When};

pub(super) fn write(out: &mut impl Write) -> io::Result<()> {
    let command = Cli::command();
    let below = command
        .get_after_help()
        .map_or_else(String::new, ToString::to_string);
    let page = Man::new(command);
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    for paragraph in below.split("\n\n") {
        as_it_is(paragraph, out)?;
    }
    writeln!(out, ".SH FILTERS")?;
    for (word, meaning) in LANGUAGE {
        entry(word, meaning, out)?;
    }
    writeln!(out, ".SH KEYS")?;
    let shown = BINDINGS.iter();
    for binding in shown.filter(|binding| binding.when != When::Overlay) {
        entry(&binding.shown_keys().join(" "), binding.help, out)?;
    }
    page.render_version_section(out)
}

/// A heading with a colon, and lines that keep their breaks and columns.
fn as_it_is(paragraph: &str, out: &mut impl Write) -> io::Result<()> {
    let (heading, lines) = paragraph.split_once(":\n").unwrap_or(("", paragraph));
    writeln!(out, ".SH {}\n.nf", escaped(&heading.to_uppercase()))?;
    for line in lines.lines() {
        let line = line.strip_prefix("  ").unwrap_or(line);
        writeln!(out, "{}", escaped(line))?;
    }
    writeln!(out, ".fi")
}

fn entry(word: &str, text: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, ".TP\n\\fB{}\\fR\n{}", escaped(word), escaped(text))
}

/// A dot or a quote at the beginning of a line would be a request, and some characters are not printed as they are.
fn escaped(text: &str) -> String {
    let text = text
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('\'', "\\(aq")
        .replace('`', "\\(ga");
    if text.starts_with('.') {
        format!("\\&{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_man_takes_for_a_request_is_none() {
        assert_eq!(escaped(".x - 'y'"), "\\&.x \\- \\(aqy\\(aq");
        let mut page = Vec::new();
        write(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let begins = |sign: char| page.lines().filter(move |line| line.starts_with(sign));
        assert_eq!(begins('\'').count(), 0);
        let known = [
            ".TH", ".SH", ".TP", ".nf", ".fi", ".ie", ".el", ".RS", ".RE", ".IP", ".br",
        ];
        for line in begins('.') {
            assert!(known.iter().any(|known| line.starts_with(known)), "{line}");
        }
    }
}
