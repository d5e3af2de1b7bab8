# Makes of runs.tsv (day, lines, seconds, peak_mib, database_mib, learned; one line a run) the tables of soak.sh.
#
#   awk -F '\t' -v settled=DAYS -f soak.awk runs.tsv
#
# settled: days after which everything that is kept is as old as it gets.
NR > 1 {
    week = int(($1 - 1) / 7) + 1
    n[week]++
    if ($4 > peak[week]) {
        peak[week] = $4
    }
    if ($6 > 0) {
        learning[week] += $3
        learnings[week]++
    } else {
        plain[week, ++plains[week]] = $3
    }
    lines[week] += $2
    seconds[week] += $3
    size[week] = $5
    weeks = week
}

function median(week, m,    i, j, v, sorted) {
    for (i = 1; i <= m; i++) {
        v = plain[week, i]
        for (j = i - 1; j >= 1 && sorted[j] > v; j--) {
            sorted[j + 1] = sorted[j]
        }
        sorted[j + 1] = v
    }
    return m ? (sorted[int((m + 1) / 2)] + sorted[int(m / 2) + 1]) / 2 : 0
}

# Quantile 0.975 of Student's t: Cornish and Fisher's expansion of it (Abramowitz and Stegun 26.7.5), within 1 % from 4 degrees on.
function t975(df,    z, t) {
    z = 1.959964
    t = z + (z ^ 3 + z) / (4 * df)
    t += (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * df ^ 2)
    return t + (3 * z ^ 7 + 19 * z ^ 5 + 17 * z ^ 3 - 15 * z) / (384 * df ^ 3)
}

# One row: the line through values[first..last], least squares.
function trend(name, unit, values, first, last,    m, i, sx, sy, sxx, sxy, rss, slope, mean, se, low, high, span, said) {
    for (i = first; i <= last; i++) {
        if (i in values) {
            m++
            sx += i
            sy += values[i]
        }
    }
    if (m < 6) {
        printf "| %s | %d | | | too few weeks to tell |\n", name, m
        return
    }
    mean = sy / m
    for (i = first; i <= last; i++) {
        if (i in values) {
            sxx += (i - sx / m) ^ 2
            sxy += (i - sx / m) * (values[i] - mean)
        }
    }
    slope = sxy / sxx
    for (i = first; i <= last; i++) {
        if (i in values) {
            rss += (values[i] - mean - slope * (i - sx / m)) ^ 2
        }
    }
    se = sqrt(rss / (m - 2) / sxx)
    low = slope - t975(m - 2) * se
    high = slope + t975(m - 2) * se
    span = last - first
    # Flat is more than "not shown to grow": all slopes that fit must change less than a tenth over all these weeks.
    if (high * span < 0.1 * mean && low * span > -0.1 * mean) {
        said = "flat within 10 %"
    } else if (low > 0) {
        said = "grows"
    } else if (high < 0) {
        said = "falls"
    } else {
        said = "not told"
    }
    printf "| %s | %d | %.2f | %.3f (%.3f to %.3f) | %s |\n", name " (" unit ")", m, mean, slope, low, high, said
}

END {
    print "| week | runs | lines/s, learning included | seconds of a run | seconds of a run that learns | peak memory, MiB | database, MiB |"
    print "|---:|---:|---:|---:|---:|---:|---:|"
    step = weeks > 20 ? int((weeks + 19) / 20) : 1
    for (w = 1; w <= weeks; w++) {
        usual[w] = median(w, plains[w])
        if (plains[w] == 0) {
            delete usual[w]
        }
        if (learnings[w]) {
            learn[w] = learning[w] / learnings[w]
        }
        if (w == 1 || w == weeks || w % step == 0) {
            printf "| %d | %d | %d | %s | %s | %.0f | %.1f |\n", w, n[w], lines[w] / seconds[w],
                w in usual ? sprintf("%.2f", usual[w]) : "", w in learn ? sprintf("%.2f", learn[w]) : "", peak[w], size[w]
        }
    }
    # Only whole weeks in which all that is kept is full.
    first = int(settled / 7) + 2
    last = n[weeks] == 7 ? weeks : weeks - 1
    print ""
    printf "| from week %d on | weeks | mean | slope a week (95 %%) | |\n", first
    print "|---|---:|---:|---:|---|"
    trend("most memory of a week", "MiB", peak, first, last)
    trend("a run", "s", usual, first, last)
    trend("a run that learns", "s", learn, first, last)
    trend("database", "MiB", size, first, last)
}
