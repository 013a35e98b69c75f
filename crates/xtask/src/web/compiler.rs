//! The compiled core: which compiler makes WebAssembly here, and the two tools that finish what it made.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, bail};

use super::{
    inputs::{self, CORE},
    machine::{self, Clang, Node},
    say,
};
use crate::cargo;

const TARGET: &str = "wasm32-unknown-unknown";
/// What the module is called that JavaScript loads.
pub(super) const MODULE: &str = "taizhang_web_bg.wasm";
/// The profile in the workspace's `Cargo.toml`.
const PROFILE: &str = "web";
/// Its `wasm-opt`, called with no flags for features: what it makes with more of them, browsers refuse.
const BINARYEN: &str = "132.0.0";
/// The names of functions stay (`-g`): they say which of them come first. What has one caller is not drawn into it where it is large: a first
/// visit may need the caller alone.
const WASM_OPT: [&str; 3] = ["-Oz", "-g", "--one-caller-inline-max-function-size=60"];
/// Debian's compiler with the library's source, for machines on which rustup can fetch nothing.
const DEBIAN: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Who compiles.
enum Way {
    /// The compiler that runs this.
    Own,
    /// Debian's, which builds the library too.
    Debian,
}

/// Compiles the core: the module with its names, and in a folder what JavaScript knows it by.
pub(super) fn compile(into: &Path, node: &Node) -> anyhow::Result<Vec<u8>> {
    let way = way()?;
    let clang = machine::clang()?;
    say(match way {
        Way::Own => format!("compiling the core: this Rust, {}", clang.program),
        Way::Debian => format!("compiling the core and its library: Debian's Rust, {}", clang.program),
    });
    // As nothing but a module: where the tests' library is made in the same go, cargo leaves out optimising all crates as one.
    cargo::run(for_browsers(&way, &clang, "rustc")?.args(["--crate-type", "cdylib"]))?;
    let made = cargo::target().join(TARGET).join(PROFILE).join(format!("{}.wasm", CORE.replace('-', "_")));

    let bindgen = bindgen()?;
    let _ = fs::remove_dir_all(into);
    let flags = ["--no-demangle", "--target", "web", "--out-dir"];
    cargo::run(Command::new(bindgen).args(flags).arg(into).arg(&made))?;
    let (large, small) = (into.join(MODULE), into.join("small.wasm"));
    let wasm_opt = binaryen(node)?;
    cargo::run(node.command(&wasm_opt).args(WASM_OPT).arg(&large).arg("-o").arg(&small))?;
    let whole = fs::read(&small).with_context(|| format!("no {}", small.display()))?;
    fs::remove_file(&small)?;
    Ok(whole)
}

/// Lints what only browsers compile, where this compiler brings a linter and compiles for them.
pub(super) fn lint() -> anyhow::Result<()> {
    let way = way()?;
    if matches!(way, Way::Debian) || !cargo::answers(cargo::cargo().args(["clippy", "--version"])) {
        return Ok(());
    }
    let clang = machine::clang()?;
    cargo::run(for_browsers(&way, &clang, "clippy")?.args(["--quiet", "--", "--deny", "warnings"]))
}

fn way() -> anyhow::Result<Way> {
    if has_target() {
        return Ok(Way::Own);
    }
    if cargo::answers(Command::new("rustup").arg("--version")) {
        say(format_args!("adding {TARGET} to this Rust"));
        if cargo::run(Command::new("rustup").args(["target", "add", TARGET])).is_ok() && has_target() {
            return Ok(Way::Own);
        }
    }
    if !has_debian() {
        let wanted = format!("a Rust that compiles to {TARGET}: `rustup target add {TARGET}`");
        if !DEBIAN.iter().all(|package| machine::has_package(package)) {
            bail!("missing: {wanted}, or Debian's {}", DEBIAN.join(", "));
        }
        machine::apt(&DEBIAN, &wanted)?;
    }
    if has_debian() { Ok(Way::Debian) } else { bail!("Debian's Rust is older than this workspace needs") }
}

/// Whether this compiler has a library for browsers.
fn has_target() -> bool {
    let said = cargo::output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let files = said.ok().and_then(|folder| fs::read_dir(folder.trim()).ok());
    files.into_iter().flatten().flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Whether Debian's compiler is there, with the library's source, and as new as the workspace asks.
fn has_debian() -> bool {
    let version = |said: String| {
        let mut parts = said.split(' ').nth(1)?.split('.').map_while(|part| part.parse::<u32>().ok());
        Some((parts.next()?, parts.next()?))
    };
    let oldest = env!("CARGO_PKG_RUST_VERSION")
        .split_once('.')
        .and_then(|(major, minor)| Some((major.parse::<u32>().ok()?, minor.split('.').next()?.parse::<u32>().ok()?)));
    let found = cargo::output(Command::new("/usr/bin/rustc").arg("--version")).ok().and_then(version);
    let has_source = cargo::output(Command::new("/usr/bin/rustc").args(["--print", "sysroot"]))
        .is_ok_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library/std").exists());
    has_source && found.is_some() && found >= oldest
}

/// A command of cargo's on the core, for browsers.
fn for_browsers(way: &Way, clang: &Clang, what: &str) -> anyhow::Result<Command> {
    let mut cargo = match way {
        Way::Own => cargo::cargo(),
        Way::Debian => {
            let linker = format!("wasm-ld-{}", clang.version);
            if !cargo::answers(Command::new(&linker).arg("--version")) {
                machine::apt(&[&format!("lld-{}", clang.version)], "LLVM's linker for WebAssembly")?;
            }
            let mut cargo = Command::new("/usr/bin/cargo");
            cargo.current_dir(cargo::root()).env_remove("RUSTUP_TOOLCHAIN").env("RUSTC", "/usr/bin/rustc");
            // It takes unstable flags with this.
            cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            cargo
        }
    };
    cargo.env("CC_wasm32_unknown_unknown", &clang.program).env("AR_wasm32_unknown_unknown", &clang.archiver);
    cargo.args([what, "--package", CORE, "--lib", "--target", TARGET, "--profile", PROFILE]);
    // Names of functions that say of which types they are, and nothing of folders.
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Csymbol-mangling-version=v0");
    if matches!(way, Way::Debian) {
        // The library is compiled from its source.
        cargo.arg("-Zbuild-std=std,panic_abort");
    }
    Ok(cargo)
}

/// The tool that writes the border between WebAssembly and JavaScript: of the very version of the library.
fn bindgen() -> anyhow::Result<std::path::PathBuf> {
    let metadata = inputs::metadata()?;
    let library = metadata.packages.iter().find(|package| package.name.as_str() == "wasm-bindgen");
    let version = library.context("wasm-bindgen is not locked")?.version.to_string();
    let program = machine::tools().join("bin/wasm-bindgen");
    let said = cargo::output(Command::new(&program).arg("--version")).unwrap_or_default();
    if said.split_whitespace().nth(1) != Some(&version) {
        say(format_args!("installing wasm-bindgen-cli {version} into {}", machine::tools().display()));
        let mut install = cargo::cargo();
        // Not `--locked`: what it locks is older than the compiler.
        install.args(["install", "--quiet", "wasm-bindgen-cli", "--version", &version, "--root"]).arg(machine::tools());
        cargo::run(install.args(["--bin", "wasm-bindgen"]))?;
    }
    Ok(program)
}

/// The tool that makes WebAssembly smaller.
fn binaryen(node: &Node) -> anyhow::Result<String> {
    let package = machine::tools().join("node_modules/binaryen/package.json");
    let there = fs::read(package).ok().and_then(|json| serde_json::from_slice::<serde_json::Value>(&json).ok());
    if there.is_none_or(|package| package["version"] != BINARYEN) {
        say(format_args!("installing binaryen {BINARYEN} into {}", machine::tools().display()));
        machine::npm_tool(node, &format!("binaryen@{BINARYEN}"))?;
    }
    Ok(machine::tools().join("node_modules/.bin/wasm-opt").to_string_lossy().into_owned())
}
