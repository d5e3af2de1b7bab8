tables="call_health cell_health mobile_health edge_stats interval_kpi network_kpi"
learnt lineside.db
check "detect ends well" ends 0 lineside detect "$REFERENCE_DATA/new" --db lineside.db

# holds DESCRIPTION SQL: the query gives 1.
holds() { check "$1" equal "$(sql lineside.db "$2")" 1; }

# F04: m102e2 transmits 6 dB too weakly, all of the second day.
mobile="FROM mobile_health WHERE day = '2026-03-12'"
holds "the weak transmitter's interval holds the 6 dB planted" \
    "SELECT effect_ul_low <= -6 AND effect_ul_high >= -6 AND effect_ul_high < -3 $mobile AND mobile_id = 'm102e2'"
holds "its receiver is sound" "SELECT effect_dl_low < 0 AND effect_dl_high > 0 $mobile AND mobile_id = 'm102e2'"
holds "no other mobile is weak" "SELECT min(effect_ul_high) > 0 $mobile AND mobile_id <> 'm102e2'"

# F01: GR3001A gives 12 dB less from the second day's noon on: to 7 of its 12 calls of that day.
cell="FROM cell_health WHERE day = '2026-03-12'"
holds "the weak cell's downlink is down, its interval as wide as half a day of 12 dB makes it" \
    "SELECT effect_dl_high < 0 AND effect_dl_low > -12 AND effect_dl_low < -3 $cell AND cell_id = 'GR3001A'"
holds "its uplink is not" "SELECT effect_ul_high > 0 $cell AND cell_id = 'GR3001A'"
holds "no other cell's downlink is down by 3 dB" "SELECT min(effect_dl_db) > -3 $cell AND cell_id <> 'GR3001A'"

# F02: 4 classes on L1 from km 6.8 to 7.9, in the middle of GR3008A and GR3015B, half a day.
holds "both cells of the disturbed kilometre have bad quality" \
    "SELECT min(quality_dl_low) > 0.5 AND max(quality_dl_high) < 4 $cell AND cell_id IN ('GR3008A', 'GR3015B')"
holds "no other cell has" "SELECT max(quality_dl_high) < 0.5 $cell AND cell_id NOT IN ('GR3008A', 'GR3015B')"
holds "a downlink transmitter leaves the uplink's quality alone" "SELECT max(abs(quality_ul)) < 0.5 $cell"

# F05: the repeater on L1 from km 15.1 to 16.6 loses 25 dB on the third day.
lowest="SELECT min(level_p5_dbm) FROM interval_kpi WHERE period = 'day' AND line = 'L1' AND position BETWEEN 151 AND 165"
holds "the tunnel's weakest interval is 8 dB weaker than on the days before" \
    "SELECT ($lowest AND day = '2026-03-13') <= ($lowest AND day < '2026-03-13') - 8"
# A fifth of the cell's track, met by less than half of its calls: the cell as a whole is a little weaker, on both links.
repeater="cell_id = 'GR3029A' AND day"
holds "the cell of the repeater is about 1 dB weaker on both links" "SELECT
    min(effect_dl_db, effect_ul_db) > -2.3 AND max(effect_dl_db, effect_ul_db) < -0.5
    FROM cell_health WHERE $repeater = '2026-03-13'"
holds "and by 0.5 dB weaker than on any day before" "SELECT
    (SELECT max(effect_dl_db, effect_ul_db) FROM cell_health WHERE $repeater = '2026-03-13')
    < (SELECT min(min(effect_dl_db), min(effect_ul_db)) FROM cell_health WHERE $repeater < '2026-03-13') - 0.5"
holds "and on that day only" \
    "SELECT min(effect_dl_high) > 0 FROM cell_health WHERE cell_id = 'GR3029A' AND day < '2026-03-13'"

# F03: GR3036B does not know GR3015A from the third day's noon on.
holds "most handovers of the missing neighbour are late" \
    "SELECT 2 * late > handovers FROM edge_stats WHERE from_cell = 'GR3036B' AND to_cell = 'GR3015A' AND day = '2026-03-13'"
holds "nowhere else are that many" \
    "SELECT max(late) <= 2 FROM edge_stats WHERE NOT (from_cell = 'GR3036B' AND to_cell = 'GR3015A' AND day = '2026-03-13')"

# What is counted agrees with the files.
failures=$(gzip -dc "$REFERENCE_DATA"/new/events-*.tsv.gz | grep -c HO_FAILURE)
check "every failed handover of the events is counted" equal "$(sql lineside.db "SELECT sum(failed) FROM edge_stats")" "$failures"
check "and so in the network's month" equal \
    "$(sql lineside.db "SELECT failed FROM network_kpi WHERE period = 'month' AND service = 'all'")" "$failures"
hours=$(for file in "$REFERENCE_DATA"/new/calls-*.tsv.gz; do gzip -dc "$file"; done | awk -F '\t' '
    function seconds(t) { return 86400 * substr(t, 9, 2) + 3600 * substr(t, 12, 2) + 60 * substr(t, 15, 2) + substr(t, 18, 6) }
    $3 == "etcs" { sum += seconds($5) - seconds($4) } END { printf "%.4f", sum / 3600 }')
check "call hours are those of the calls files" equal \
    "$(sql lineside.db "SELECT printf('%.4f', call_hours) FROM network_kpi WHERE period = 'month' AND service = 'etcs'")" "$hours"
holds "11 hours without a loss decide nothing about one in 100 hours" \
    "SELECT losses = 0 AND loss_requirement = 'undecided' FROM network_kpi WHERE period = 'month' AND service = 'etcs'"
holds "a handful of passes proves coverage nowhere" \
    "SELECT count(*) = 0 FROM interval_kpi WHERE coverage = 'met' AND passes < 72"
holds "every interval holds its estimate" "SELECT count(*) = 0 FROM interval_kpi
    WHERE NOT (below_low <= below_share AND below_share <= below_high AND below_low >= 0 AND below_high <= 1)"

# Day by day or all at once.
learnt daily.db
for day in 11 12 13; do
    mkdir -p "day-$day"
    cp "$REFERENCE_DATA"/new/*-2026-03-$day.tsv.gz "$REFERENCE_DATA/new/cells.tsv" "$REFERENCE_DATA/new/works.tsv" "day-$day"
    check "day $day is judged by itself" ends 0 lineside detect "day-$day" --db daily.db -q
done
for table in $tables; do
    dump lineside.db "$table" >"whole-$table.txt"
    dump daily.db "$table" >"daily-$table.txt"
    check "day by day and all at once agree in table $table" same "whole-$table.txt" "daily-$table.txt"
done

# What people see of it.
for subject in cells mobiles edges intervals network; do
    check "$subject are listed" ends 0 lineside health $subject --db lineside.db
    check "$subject have rows" test "$(wc -l <out.txt)" -gt 3
    check "$subject are listed as JSON" ends 0 lineside health $subject --db lineside.db --since 2026-03-01 --format json
done
check "one cell alone" equal \
    "$(lineside health cells --cell GR3001A --since 2026-03-01 --db lineside.db --format tsv | tail -n +2 | cut -f 2 | sort -u)" GR3001A
check "months are of intervals and network only" ends 2 lineside health cells --month --db lineside.db
check "which is said" says "month"
