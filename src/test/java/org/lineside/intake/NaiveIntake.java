package org.lineside.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The slow truth beside the fast intake: splits, boxes and loops as the contract reads. GSM-R, plain columns. */
final class NaiveIntake {
    record Line(String call, long timeMs, String cell, Map<String, Double> values, Map<String, Double> neighbours) {}

    record Sample(
            String cell,
            long startMs,
            long endMs,
            int reports,
            int downlink,
            int masked,
            double levelDl,
            double levelUl,
            double qualityDl,
            double censored,
            Map<String, Double> neighbours) {}

    final TreeMap<String, List<Line>> calls = new TreeMap<>();
    int rejected;
    int lines;
    int duplicates;

    /** Reads the text of one file. */
    void read(String text) {
        List<String> all = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (all.getLast().isEmpty()) {
            all.removeLast();
        }
        List<String> header = List.of(all.removeFirst().replace("\r", "").split("\t", -1));
        for (String raw : all) {
            lines++;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            try {
                Line parsed = parse(header, line.split("\t", -1));
                calls.computeIfAbsent(parsed.call(), c -> new ArrayList<>()).add(parsed);
            } catch (RuntimeException e) {
                rejected++;
            }
        }
    }

    private static Line parse(List<String> header, String[] fields) {
        require(fields.length == header.size());
        String call = id(fields[header.indexOf("call_id")]);
        String time = fields[header.indexOf("time")];
        long ms = time.matches("[0-9]+")
                ? Long.parseLong(time)
                : Instant.parse(time).toEpochMilli();
        String cell = id(fields[header.indexOf("cell_id")]);
        Map<String, Double> values = new TreeMap<>();
        number(header, fields, "rxlev_dl", 63, values);
        number(header, fields, "rxlev_ul", 63, values);
        number(header, fields, "rxqual_dl", 7, values);
        String attenuation = fields[header.indexOf("bs_power_att_db")];
        if (!attenuation.isEmpty()) {
            require(attenuation.matches("[0-9]+(\\.[0-9]+)?") && Double.parseDouble(attenuation) <= 30);
            values.put("bs_power_att_db", Double.parseDouble(attenuation));
        }
        Map<String, Double> neighbours = new TreeMap<>();
        String list = header.contains("neighbours") ? fields[header.indexOf("neighbours")] : "";
        if (!list.isEmpty()) {
            String[] entries = list.split(",", -1);
            require(entries.length <= 6);
            for (String entry : entries) {
                int colon = entry.lastIndexOf(':');
                neighbours.put(id(entry.substring(0, colon)), code(entry.substring(colon + 1), 63) - 110.0);
            }
        }
        return new Line(call, ms, cell, values, neighbours);
    }

    private static void number(List<String> header, String[] fields, String name, int max, Map<String, Double> values) {
        String text = header.contains(name) ? fields[header.indexOf(name)] : "";
        if (!text.isEmpty()) {
            values.put(name, (double) code(text, max));
        }
    }

    private static int code(String text, int max) {
        require(text.matches("[0-9]+"));
        int v = Integer.parseInt(text);
        require(v <= max);
        return v;
    }

    private static String id(String text) {
        require(!text.isEmpty() && text.length() <= 64);
        return text;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("bad line");
        }
    }

    /** The samples of a call. */
    List<Sample> samples(String call) {
        List<Line> sorted = new ArrayList<>(calls.getOrDefault(call, List.of()));
        sorted.sort(Comparator.comparingLong(Line::timeMs));
        Set<Long> seen = new HashSet<>();
        int before = sorted.size();
        sorted.removeIf(l -> !seen.add(l.timeMs()));
        duplicates += before - sorted.size();
        List<Sample> samples = new ArrayList<>();
        for (int visit = 0; visit < sorted.size(); ) {
            int end = visit;
            while (end < sorted.size()
                    && sorted.get(end).cell().equals(sorted.get(visit).cell())) {
                end++;
            }
            addVisit(sorted.subList(visit, end), visit > 0, samples);
            visit = end;
        }
        return samples;
    }

    private static void addVisit(List<Line> visit, boolean afterHandover, List<Sample> samples) {
        TreeMap<Long, List<Integer>> bins = new TreeMap<>();
        for (int i = 0; i < visit.size(); i++) {
            long bin = (visit.get(i).timeMs() - visit.getFirst().timeMs()) / 1920;
            bins.computeIfAbsent(bin, b -> new ArrayList<>()).add(i);
        }
        for (List<Integer> bin : bins.values()) {
            for (int from = 0; from < bin.size(); from += 127) {
                List<Integer> part = bin.subList(from, Math.min(from + 127, bin.size()));
                int masked =
                        (int) part.stream().filter(i -> afterHandover && i < 2).count();
                samples.add(sample(part.stream().map(visit::get).toList(), masked));
            }
        }
    }

    private static Sample sample(List<Line> lines, int masked) {
        TreeMap<String, List<Double>> heard = new TreeMap<>();
        for (Line l : lines) {
            l.neighbours()
                    .forEach((n, dbm) ->
                            heard.computeIfAbsent(n, k -> new ArrayList<>()).add(dbm));
        }
        TreeMap<String, Double> neighbours = new TreeMap<>();
        heard.forEach((n, dbm) -> neighbours.put(n, mean(dbm)));
        List<Line> withLevel =
                lines.stream().filter(l -> l.values().containsKey("rxlev_dl")).toList();
        return new Sample(
                lines.getFirst().cell(),
                lines.getFirst().timeMs(),
                lines.getLast().timeMs(),
                lines.size(),
                (int) lines.stream()
                        .filter(l ->
                                l.values().containsKey("rxlev_dl") || l.values().containsKey("rxqual_dl"))
                        .count(),
                masked,
                mean(withLevel.stream()
                        .map(l -> value(l, "rxlev_dl") - 110 + l.values().getOrDefault("bs_power_att_db", 0.0))
                        .toList()),
                mean(lines.stream()
                        .filter(l -> l.values().containsKey("rxlev_ul"))
                        .map(l -> value(l, "rxlev_ul") - 110)
                        .toList()),
                mean(lines.stream()
                        .filter(l -> l.values().containsKey("rxqual_dl"))
                        .map(l -> value(l, "rxqual_dl"))
                        .toList()),
                mean(withLevel.stream()
                        .map(l -> value(l, "rxlev_dl") == 0 || value(l, "rxlev_dl") == 63 ? 1.0 : 0.0)
                        .toList()),
                neighbours);
    }

    private static double value(Line line, String name) {
        return line.values().getOrDefault(name, Double.NaN);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
