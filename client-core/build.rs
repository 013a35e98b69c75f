//! Writes how each Chinese character is read into two files, for `src/store/sounds.rs`. The library that knows it spells every
//! reading with its tone, in tables of half a megabyte; typed letters have no tones, and a browser loads what is written here.

use std::{collections::BTreeMap, env, fs, io, path::Path};

use pinyin::ToPinyinMulti as _;

/// How a character is read: plain letters, ü written v as people type it, each reading once.
fn readings(letter: char) -> Option<String> {
    let spelled = |plain: &str| plain.replace('ü', "v").replace('ê', "e");
    let mut readings: Vec<_> = letter.to_pinyin_multi()?.into_iter().map(|one| spelled(one.plain())).collect();
    readings.sort_unstable();
    readings.dedup();
    Some(readings.join(" "))
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").expect("cargo names a folder");
    let known: BTreeMap<char, String> =
        ('\0'..=char::MAX).filter_map(|letter| Some((letter, readings(letter)?))).collect();

    // Those that many characters have come first: then the upper bytes of the numbers hardly differ, and are packed well.
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for readings in known.values() {
        *often.entry(readings).or_default() += 1;
    }
    let mut ways: Vec<_> = often.into_iter().collect();
    ways.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let ways: Vec<_> = ways.into_iter().map(|(readings, _)| readings).collect();
    let number: BTreeMap<_, _> = (1u16..).zip(&ways).map(|(number, readings)| (*readings, number)).collect();

    let code = |letter: Option<&char>| letter.map_or(0, |letter| u32::from(*letter));
    let (first, last) = (code(known.keys().next()), code(known.keys().next_back()));
    let readings_of = |code: u32| known.get(&char::from_u32(code)?);
    let numbers: Vec<[u8; 2]> =
        (first..=last).map(|code| readings_of(code).map_or(0, |readings| number[&**readings]).to_be_bytes()).collect();
    let bytes = |of: usize| numbers.iter().map(move |number| number[of]);
    let planes: Vec<u8> = bytes(0).chain(bytes(1)).collect();

    let write = |name: &str, bytes: &[u8]| fs::write(Path::new(&out).join(name), bytes);
    write("readings.txt", format!("{first}\n{}", ways.join("\n")).as_bytes())?;
    write("letters.bin", &planes)
}
