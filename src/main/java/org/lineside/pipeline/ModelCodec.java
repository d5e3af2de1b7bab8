package org.lineside.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.lineside.attribution.EffectScales;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.detection.Room;
import org.lineside.findings.Calibrations;
import org.lineside.references.ReferenceModel;

/**
 * A model version as bytes: one byte that says the form, then everything judging needs, deflated. Nothing is rounded: a
 * model read again judges exactly as the one that was written.
 */
public final class ModelCodec {
    /** Another one also where the bytes are alike and scores mean something else: calibrations know only the scores of their time. */
    static final int FORM = 10;

    private ModelCodec() {}

    /** The model as bytes. */
    public static byte[] encode(TrainedModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(FORM);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            profile(out, model.profile());
            ReferenceCodec.write(out, model.references());
            out.writeInt(model.detectors().size());
            for (Detector detector : model.detectors()) {
                out.writeUTF(detector.method());
                detector.write(out);
            }
            model.calibrations().write(out);
            model.scales().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a model cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The model out of {@link #encode}.
     *
     * @param decision what counts, as configured now
     * @throws IllegalArgumentException when the bytes are of another version's form, or damaged; the message is for the
     *     user
     */
    public static TrainedModel decode(byte[] bytes, Settings.Decision decision) {
        int form = bytes.length == 0 ? 0 : bytes[0];
        if (form != FORM) {
            throw new IllegalArgumentException("The references in force are kept in form " + form
                    + "; this Lineside reads form " + FORM + ". Build them anew with lineside learn.");
        }
        ByteArrayInputStream packed = new ByteArrayInputStream(bytes, 1, bytes.length - 1);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(packed))) {
            Profile profile = profile(in);
            ReferenceModel references = ReferenceCodec.read(in);
            List<Detector> detectors = detectors(in, new Room.Context(references, profile, decision));
            return new TrainedModel(profile, references, detectors, Calibrations.read(in), EffectScales.read(in));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The references in force are cut or damaged. Build them anew with lineside learn.", e);
        }
    }

    private static List<Detector> detectors(DataInputStream in, Room.Context context) throws IOException {
        int count = in.readInt();
        List<Detector> detectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String method = in.readUTF();
            Rooms.Entry entry = Rooms.find(method)
                    .orElseThrow(() ->
                            new IllegalArgumentException("The references in force were made with the detection method "
                                    + method + ", which this Lineside has not. Build them anew with lineside learn."));
            detectors.add(entry.room().read(context, in));
        }
        return List.copyOf(detectors);
    }

    private static void profile(DataOutputStream out, Profile profile) throws IOException {
        out.writeUTF(profile.name());
        out.writeInt(profile.indicators().size());
        for (Profile.Indicator i : profile.indicators()) {
            out.writeUTF(i.channel().name());
            out.writeUTF(i.column());
            out.writeUTF(i.unit());
            out.writeDouble(i.min());
            out.writeDouble(i.max());
            out.writeBoolean(i.integral());
            out.writeDouble(i.offset());
            out.writeBoolean(i.censored());
            out.writeBoolean(i.higherIsBetter());
        }
    }

    private static Profile profile(DataInputStream in) throws IOException {
        String name = in.readUTF();
        int count = in.readInt();
        List<Profile.Indicator> indicators = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            indicators.add(new Profile.Indicator(
                    Channel.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readBoolean(),
                    in.readDouble(),
                    in.readBoolean(),
                    in.readBoolean()));
        }
        return new Profile(name, indicators);
    }
}
