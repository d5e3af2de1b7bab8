package org.lineside.cli.output;

import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a list as a JSON array with one object a line. */
final class JsonWriter {
    private JsonWriter() {}

    static <R> void write(List<Column<R>> columns, List<R> rows, PrintStream out) {
        JsonFactory factory = new JsonFactory();
        out.print("[");
        String before = "\n";
        for (R row : rows) {
            out.print(before);
            out.print(object(factory, columns, row));
            before = ",\n";
        }
        out.print(rows.isEmpty() ? "]\n" : "\n]\n");
    }

    private static <R> String object(JsonFactory factory, List<Column<R>> columns, R row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (Column<R> column : columns) {
                json.writeName(column.name());
                value(json, column.kind(), column.full(row));
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void value(JsonGenerator json, Column.Kind kind, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Boolean b -> json.writeBoolean(b);
            case Integer i -> json.writeNumber(i);
            case Long l -> json.writeNumber(l);
            case Double d when Double.isFinite(d) -> json.writeNumber(d);
            case Double notANumber -> json.writeNull();
            default -> {
                if (kind == Column.Kind.JSON && !value.toString().isBlank()) {
                    json.writeRawValue(value.toString());
                } else {
                    json.writeString(value.toString());
                }
            }
        }
    }
}
