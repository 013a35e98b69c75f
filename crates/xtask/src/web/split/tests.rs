use std::{fs, process::Command};

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, MemoryType, NameMap,
    NameSection, RefType, TableSection, TableType, TypeSection, ValType,
};

use super::{GATE, Module, Names, SEEN, probe, split};

/// `ask` is called from outside and calls what lies in the rest, which calls back; the second is called through the table alone;
/// nobody calls the last. What was called is summed up in a variable that both parts know.
fn whole() -> Vec<u8> {
    const NAMES: [&str; 7] = ["come", GATE, "ask", "far", "by_table", "near", "never"];
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("page", "come", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    functions.function(0);
    let mut code = CodeSection::new();
    code.function(&body(&[Instruction::Call(0)]));
    let calls_table = Instruction::CallIndirect { type_index: 1, table_index: 0 };
    let counted = [Instruction::GlobalGet(0), Instruction::I32Const(1), Instruction::I32Add, Instruction::GlobalSet(0)];
    let mut add = |what: &[Instruction<'static>]| {
        functions.function(1);
        code.function(&body(what));
    };
    let taken = Instruction::LocalGet(0);
    add(&[taken.clone(), Instruction::Call(3), Instruction::I32Const(0), calls_table]);
    add(&[&counted[..], &[taken.clone(), Instruction::Call(5), Instruction::I32Const(10), Instruction::I32Mul]]
        .concat());
    add(&[taken.clone(), Instruction::I32Const(7), Instruction::I32Add]);
    add(&[&counted[..], &[taken.clone(), Instruction::I32Const(1), Instruction::I32Add]].concat());
    add(&[taken]);

    let mut tables = TableSection::new();
    let (minimum, maximum) = (1, Some(1));
    tables.table(TableType { element_type: RefType::FUNCREF, table64: false, minimum, maximum, shared: false });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut globals = GlobalSection::new();
    globals.global(GlobalType { val_type: ValType::I32, mutable: true, shared: false }, &ConstExpr::i32_const(0));
    let mut exports = ExportSection::new();
    exports.export(GATE, ExportKind::Func, 1).export("ask", ExportKind::Func, 2).export("sum", ExportKind::Global, 0);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(0), Elements::Functions((&[4][..]).into()));
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(8), *b"now, then later, then now");
    let mut named = NameMap::new();
    for (function, name) in (0..).zip(NAMES) {
        named.append(function, name);
    }
    let mut names = NameSection::new();
    names.functions(&named);
    let mut made = wasm_encoder::Module::new();
    made.section(&types).section(&imports).section(&functions).section(&tables).section(&memories).section(&globals);
    made.section(&exports).section(&elements).section(&code).section(&data).section(&names);
    made.finish()
}

fn body(what: &[Instruction<'_>]) -> Function {
    let mut function = Function::new([]);
    for instruction in what {
        function.instruction(instruction);
    }
    function.instruction(&Instruction::End);
    function
}

/// What a script prints that has these modules as `first` and `rest`.
fn played(first: &[u8], rest: &[u8], script: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        format!("const {name} = new WebAssembly.Module(require('fs').readFileSync({path:?}));\n")
    };
    let script = format!("{}{}{script}", read("first", first), read("rest", rest));
    let said = Command::new("node").args(["--eval", &script]).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

const TWICE: &str = "
    let come = 0;
    let exports;
    const page = { come: () => {
        if (come++ === 0) new WebAssembly.Instance(rest, { first: exports });
    } };
    ({ exports } = new WebAssembly.Instance(first, { page }));
    console.log([exports.ask(4), exports.ask(5), exports.sum.value, come > 0].join(' '));
";

#[test]
fn both_parts_do_what_the_whole_does() {
    let whole = whole();
    let module = Module::read(&whole).unwrap();
    let expected = "57 67 4 ";
    let all = Names::of(&module, 0..module.len());
    let some = all.without(&Names::of(&module, [2, 5]));
    for (later, comes) in [(Names::default(), false), (all, true), (some, true)] {
        let parts = split(&module, &later, &[]).unwrap();
        assert_eq!(played(&parts.first, &parts.rest, TWICE), format!("{expected}{comes}\n"));
    }
}

#[test]
fn what_nobody_calls_is_in_the_rest_alone() {
    let whole = whole();
    let module = Module::read(&whole).unwrap();
    let parts = split(&module, &Names::of(&module, [3, 4, 6]), &[]).unwrap();
    let [first, rest] = [&parts.first, &parts.rest].map(|part| Module::read(part).map(|part| part.bodies().count()));
    assert_eq!(first.unwrap(), 5, "the gate, ask, near, and gates for far and by_table");
    assert!(rest.is_err(), "it imports a table and a memory");
}

#[test]
fn what_the_gate_calls_comes_first() {
    let whole = whole();
    let module = Module::read(&whole).unwrap();
    assert_eq!(module.reached(1).unwrap(), [1].into(), "what is imported is not the module's");
    assert_eq!(module.reached(2).unwrap(), [2, 3, 5].into());
}

#[test]
fn a_text_comes_with_the_rest() {
    let whole = whole();
    let module = Module::read(&whole).unwrap();
    let parts = split(&module, &Names::default(), &["later"]).unwrap();
    let script = "
        const { exports } = new WebAssembly.Instance(first, { page: { come() {} } });
        const kept = () => Buffer.from(exports['.m0'].buffer, 8, 25).toString().replaceAll('\\0', '.');
        console.log(kept());
        new WebAssembly.Instance(rest, { first: exports });
        console.log(kept());";
    let said = played(&parts.first, &parts.rest, script);
    assert_eq!(said, "now, then ....., then now\nnow, then later, then now\n");
    for text in ["never", "then"] {
        assert!(split(&module, &Names::default(), &[text]).is_err(), "{text} is there not once");
    }
}

#[test]
fn what_has_no_name_comes_first() {
    let mut whole = whole();
    let all = Names::of(&Module::read(&whole).unwrap(), 0..7);
    // The list of names is the last section.
    let at = whole.windows(5).rposition(|at| at == b"\x04name").unwrap();
    whole[at + 1..at + 5].copy_from_slice(b"none");
    let parts = split(&Module::read(&whole).unwrap(), &all, &[]).unwrap();
    assert_eq!(played(&parts.first, &parts.rest, TWICE), "57 67 4 false\n");
}

#[test]
fn a_probe_notes_what_was_called() {
    let whole = whole();
    let probed = probe(&Module::read(&whole).unwrap()).unwrap();
    let script = format!(
        "const {{ exports }} = new WebAssembly.Instance(first, {{ page: {{ come() {{}} }} }});
        exports.ask(4);
        console.log([1, 2, 3, 4, 5, 6].map((function_) => exports['{SEEN}' + function_].value).join(' '));"
    );
    assert_eq!(played(&probed, &probed, &script), "0 1 1 1 1 0\n");
}

#[test]
fn a_list_of_names_is_read_as_it_was_written() {
    let whole = whole();
    let names = Names::of(&Module::read(&whole).unwrap(), 0..7);
    assert_eq!(Names::read(&format!("# a remark\n{}", names.list())).unwrap(), names);
    assert!(Names::read("no name\n").is_err());
}

#[test]
fn names_leave_out_what_stands_for_a_compiler() {
    let here = "_RNvNtCs1234567890a_4core3fmt5write";
    let there = "_RNvNtCsabcdefghijk_4core3fmt5write";
    assert_eq!(super::digest(here), super::digest(there));
    assert_ne!(super::digest(here), super::digest("_RNvNtCs1234567890a_4core3fmt4read"));
}
