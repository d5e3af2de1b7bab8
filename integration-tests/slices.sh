# How a day comes in: cut by quarters of an hour. Sourced by the cases and by the evaluation.

# slices DIR FILE...: cuts files, plain or gzip, by quarters of an hour of the column each kind is told by: measurements and
# events by their time, calls by their end. DIR gets one folder for each quarter.
slices() {
    local dir=$1 file
    shift
    for file in "$@"; do
        case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac |
            awk -F '\t' -v dir="$dir" -v base="$(basename "${file%.gz}" .tsv)" '
            NR == 1 {
                for (i = 1; i <= NF; i++) column[$i] = i
                key = ("end_time" in column) ? column["end_time"] : column["time"]
                header = $0
                next
            }
            {
                slice = substr($key, 1, 13) sprintf("%02d", int(substr($key, 15, 2) / 15) * 15)
                if (!(slice in seen)) {
                    system("mkdir -p " dir "/" slice)
                    print header > (dir "/" slice "/" base "-" slice ".tsv")
                    seen[slice] = 1
                }
                print > (dir "/" slice "/" base "-" slice ".tsv")
            }'
    done
}
