//! Where in a JSON text an error stands: people look for a member by its name, not for a line and a column. It is found from
//! the reader's position, after the fact, so that reading itself is the same code for every type, and small.

/// What stands open where the reader stopped.
enum Within {
    /// An object, at the member of this name.
    Object(String),
    /// An array, at this place.
    Array(usize),
}

/// The path to what could not be read: `deadlines[3].unit`; a point where it is the whole.
#[must_use]
pub fn of(text: &str, error: &serde_json::Error) -> String {
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let read = text.as_bytes().get(..before + error.column()).unwrap_or(text.as_bytes());
    let mut open: Vec<Within> = Vec::new();
    let mut rest = read.iter().enumerate();
    // Whether the next string of an object names a member.
    let mut names = true;
    while let Some((at, byte)) = rest.next() {
        match byte {
            b'"' => {
                let mut escaped = false;
                let end = rest.find(|(_, byte)| {
                    let ends = **byte == b'"' && !escaped;
                    escaped = **byte == b'\\' && !escaped;
                    ends
                });
                if let Some(Within::Object(name)) = open.last_mut().filter(|_| names) {
                    let end = end.map_or(read.len(), |(end, _)| end);
                    *name = String::from_utf8_lossy(&read[at + 1..end]).into_owned();
                }
            }
            b':' => names = false,
            b',' => {
                names = true;
                if let Some(Within::Array(place)) = open.last_mut() {
                    *place += 1;
                }
            }
            b'{' => {
                names = true;
                open.push(Within::Object(String::new()));
            }
            b'[' => open.push(Within::Array(0)),
            b'}' | b']' => {
                open.pop();
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for within in open {
        match within {
            Within::Object(name) if path.is_empty() => path = name,
            Within::Object(name) if name.is_empty() => {}
            Within::Object(name) => path = format!("{path}.{name}"),
            Within::Array(place) => path = format!("{path}[{place}]"),
        }
    }
    if path.is_empty() { ".".to_owned() } else { path }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Known {
        #[serde(rename = "known")]
        _known: Option<Vec<String>>,
    }

    #[test]
    fn a_name_that_is_not_known_is_the_place() {
        for (text, place) in [(r#"[{"known": ["a,", ":"], "more": 1}]"#, "[0].more"), (r#"[{}, {"x"#, "[1].x")] {
            let error = serde_json::from_str::<Vec<Known>>(text).unwrap_err();
            assert_eq!(of(text, &error), place, "{text}: {error}");
        }
    }

    #[test]
    fn a_place_is_told_by_names_and_numbers() {
        type Numbers = BTreeMap<String, Vec<BTreeMap<String, u8>>>;
        for (text, place) in [
            (r#"{"a": [{"x": 1}, {"y": 2, "z{": "3"}]}"#, "a[1].z{"),
            ("{\"a\": [{\"x\": 1}],\n\"b\\\"c\": [\n{\"y\": true}]}", "b\\\"c[0].y"),
            (r#"{"a": [{"x": 256}]}"#, "a[0].x"),
            (r#"{"a": {}}"#, "a"),
            ("7", "."),
            (r#"{"a": ["#, "a[0]"),
            ("", "."),
        ] {
            let error = serde_json::from_str::<Numbers>(text).unwrap_err();
            assert_eq!(of(text, &error), place, "{text}: {error}");
        }
    }
}
