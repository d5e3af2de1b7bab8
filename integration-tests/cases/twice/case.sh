learnt lineside.db
lineside detect "$REFERENCE_DATA/new" --db lineside.db -q
dump lineside.db call finding incident reference model >first.txt
check "detecting the same files again ends well" ends 0 lineside detect "$REFERENCE_DATA/new" --db lineside.db
dump lineside.db call finding incident reference model >second.txt
check "detecting the same files again changes no row" same first.txt second.txt
check "the files count as duplicates" equal \
    "$(sql lineside.db "SELECT count(*) FROM input_file WHERE state = 'duplicate' AND kind = 'measurements'")" 3

mkdir renamed
for file in "$REFERENCE_DATA"/new/*; do cp "$file" "renamed/other-$(basename "$file")"; done
check "files under other names end well" ends 0 lineside detect renamed --db lineside.db
dump lineside.db call finding incident reference model >third.txt
check "files under other names change no row" same first.txt third.txt

check "learning the same files again ends well" ends 0 lineside learn "$REFERENCE_DATA/history" --db lineside.db
dump lineside.db call finding incident reference model >fourth.txt
check "learning the same files again changes no row" same first.txt fourth.txt
check "learning writes no calls" equal \
    "$(sql "$PLACE/learnt.db" "SELECT count(*) FROM call")" 0
check "the database is one file when a verb has ended" test ! -e lineside.db-wal
