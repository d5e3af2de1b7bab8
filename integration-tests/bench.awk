# Makes of raw.tsv the table for people and the ratios to keep.
#
#   awk -v table=FILE -v fresh=FILE -f bench.awk raw.tsv
#
# raw.tsv: NAME SIZE LINES BYTES SECONDS CPU_SECONDS PEAK_KIB, one line a run. learn and detect of a round make a row together.
# A ratio is that of the medians; the spread is how many times the least the most is, and is told by three runs or more.
BEGIN { FS = "\t" }

function add(name, size, lines, bytes, seconds, cpu, peak,    key, n) {
    key = name FS size
    if (!(key in runs)) {
        order[++rows] = key
    }
    n = ++runs[key]
    seconds_of[key, n] = seconds
    cpu_of[key, n] = cpu
    lines_of[key, n] = lines
    bytes_of[key, n] = bytes
    peak_of[key, n] = peak
}

{ add($1, $2, $3, $4, $5, $6, $7) }
$1 == "learn" { learnt[$2] = $0 }
$1 == "detect" && ($2 in learnt) {
    split(learnt[$2], l, FS)
    add("learn + detect", $2, l[3] + $3, l[4] + $4, l[5] + $5, l[6] + $6, l[7] > $7 ? l[7] : $7)
}

# The k-th of values[key, 1..n] by size, k from 1.
function kth(values, key, n, k,    sorted, i, j, v) {
    for (i = 1; i <= n; i++) {
        v = values[key, i] + 0
        for (j = i - 1; j >= 1 && sorted[j] > v; j--) {
            sorted[j + 1] = sorted[j]
        }
        sorted[j + 1] = v
    }
    return sorted[k]
}

function median(values, key, n) {
    return (kth(values, key, n, int((n + 1) / 2)) + kth(values, key, n, int(n / 2) + 1)) / 2
}

function number(v) { return v < 0.1 ? sprintf("%.3f", v) : v < 10 ? sprintf("%.2f", v) : sprintf("%.1f", v) }

function range(values, key, n, scale, form) {
    return sprintf(form " (" form "–" form ")", median(values, key, n) / scale, kth(values, key, n, 1) / scale,
        kth(values, key, n, n) / scale)
}

# By the lines of the run itself: days and rounds may differ in them.
function rates(of, key, n,    i) {
    for (i = 1; i <= n; i++) {
        rate[key, i] = of[key, i] / (seconds_of[key, i] > 0.0001 ? seconds_of[key, i] : 0.0001)
    }
    return median(rate, key, n)
}

END {
    print "| lines | what | seconds | processor seconds | lines/s | MB/s | peak memory, MiB | × wc -l | × DuckDB |" >table
    print "|---:|---|---:|---:|---:|---:|---:|---:|---:|" >table
    print "what\tlines\ttimes_wc\ttimes_duckdb\tspread" >fresh
    for (r = 1; r <= rows; r++) {
        key = order[r]
        split(key, k, FS)
        n = runs[key]
        seconds = median(seconds_of, key, n)
        some = lines_of[key, 1] > 0
        wc = "wc -l" FS k[2]
        duck = "DuckDB" FS k[2]
        # By the line, since the history and the days to judge differ in lines; an idle run reads none.
        per_wc = some && wc in runs ? seconds / lines_of[key, 1] / (median(seconds_of, wc, runs[wc]) / lines_of[wc, 1]) : 0
        per_duck = some && duck in runs ? seconds / lines_of[key, 1] / (median(seconds_of, duck, runs[duck]) / lines_of[duck, 1]) : 0
        printf "| %s | %s | %s (%s–%s) | %s | %s | %s | %s | %s | %s |\n", some ? sprintf("%.0f", median(lines_of, key, n)) : k[2], k[1],
            number(seconds), number(kth(seconds_of, key, n, 1)), number(kth(seconds_of, key, n, n)),
            number(median(cpu_of, key, n)),
            some ? sprintf("%d", rates(lines_of, key, n)) : "", some ? sprintf("%.1f", rates(bytes_of, key, n) / 1e6) : "",
            range(peak_of, key, n, 1024, "%.0f"),
            per_wc ? sprintf("%.1f", per_wc) : "", per_duck ? sprintf("%.2f", per_duck) : "" >table
        if (per_duck && n >= 3 && k[1] != "wc -l" && k[1] != "DuckDB") {
            printf "%s\t%s\t%.2f\t%.3f\t%.2f\n", k[1], k[2], per_wc, per_duck,
                kth(seconds_of, key, n, n) / kth(seconds_of, key, n, 1) >fresh
        }
    }
}
