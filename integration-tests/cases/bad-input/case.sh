learnt lineside.db
lineside detect "$REFERENCE_DATA/new" --db lineside.db -q
dump lineside.db call finding incident reference model >before.txt
unchanged() {
    dump lineside.db call finding incident reference model >after.txt
    same before.txt after.txt
}

check "a missing folder is a wrong command line" ends 2 lineside detect nowhere --db lineside.db
check "a missing folder is named" says 'nowhere.*no such'
mkdir empty
check "an empty folder fails" ends 1 lineside detect empty --db lineside.db
check "an empty folder is named" says 'no files in .*empty'
check "nothing to learn from an empty folder" ends 1 lineside learn empty --db lineside.db
mkdir only-cells
cp "$REFERENCE_DATA/new/cells.tsv" only-cells
check "learning without measurements fails" ends 1 lineside learn only-cells --db lineside.db
check "learning without measurements says so" says 'no measurements in .*only-cells'
check "detecting without measurements ends well" ends 0 lineside detect only-cells --db lineside.db
check "detecting without measurements says that no call was judged" grep -Eiq 'no calls? (was|were) judged' out.txt
check "a verb that isn't there is a wrong command line" ends 2 lineside detct "$REFERENCE_DATA/new"
check "the verb meant is guessed or the help is named" says 'detect|--help'
check "an option that isn't there is a wrong command line" ends 2 lineside detect --colour "$REFERENCE_DATA/new"

cp lineside.db newer.db
sql newer.db "PRAGMA user_version = 99"
cp newer.db newer-before.db
for verb in "detect $REFERENCE_DATA/new" status "run"; do
    # shellcheck disable=SC2086 # a verb and its path
    check "${verb%% *} on a newer database fails" ends 1 lineside $verb --db newer.db
    check "${verb%% *} says that a newer program made it" says 'newer'
done
check "a newer database is left as it is" cmp newer.db newer-before.db

head -c 5000 /dev/zero | tr '\0' 'x' >noise.db
check "a database that is none fails" ends 1 lineside status --db noise.db
check "a database that is none is named" says 'noise\.db'
check "no database yet fails" ends 1 lineside incidents --db none.db
check "no database yet says what makes one" says 'none\.db.*(learn|run)'

mkdir damaged
head -c 20000 "$REFERENCE_DATA/new/measurements-2026-03-11.tsv.gz" >damaged/cut.tsv.gz
{ head -c 20000 "$REFERENCE_DATA/new/measurements-2026-03-12.tsv.gz"; head -c 9000 /dev/zero; } >damaged/torn.tsv.gz
head -c 9000 "$LINESIDE.jar" >damaged/binary.tsv 2>/dev/null || head -c 9000 /bin/sh >damaged/binary.tsv
printf 'a\tb\tc\n1\t2\t3\n' >damaged/header.tsv
check "damaged files alone end well" ends 0 lineside detect damaged --db lineside.db
for file in cut.tsv.gz torn.tsv.gz binary.tsv header.tsv; do
    check "$file is named" says "$file: set aside"
done
check "a cut gzip is called so" says 'cut\.tsv\.gz.*gzip'
check "a binary file is called so" says 'binary\.tsv.*(no text|not text|binary)'
check "damaged files are set aside in the database" equal \
    "$(sql lineside.db "SELECT count(*) FROM input_file WHERE state = 'quarantined'")" 4
check "detect moves no file" equal "$(ls damaged | wc -l)" 4

cat >wrong.toml <<'TOML'
[intake]
profile = "gsmr"
max_reject_ratio = 3
[decision]
error_rat = 0.01
TOML
status=0
"$LINESIDE" detect "$REFERENCE_DATA/new" --db lineside.db --config wrong.toml >out.txt 2>err.txt || status=$?
cat err.txt
check "a wrong configuration gets 78" equal "$status" 78
check "the first mistake is said with its line" says 'wrong\.toml:2.*profile.*gsm-r'
check "the second mistake is said with its line" says 'wrong\.toml:3.*max_reject_ratio.*0 to 1'
check "the third mistake is said with its line" says 'wrong\.toml:5.*error_rat'
check "config check says the same" ends 78 "$LINESIDE" config check --config wrong.toml
check "a wrong --set gets 78" ends 78 lineside detect "$REFERENCE_DATA/new" --db lineside.db --set decision.storm=few
check "nothing was lost by any of it" unchanged
