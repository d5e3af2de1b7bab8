package org.lineside.references;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;

/**
 * The quality curves of a network, one per quality channel of its profile.
 *
 * @param byChannel the curves
 */
public record QualityCurves(Map<Channel, QualityCurve> byChannel) {
    /** Learns the curves from the history. */
    public static QualityCurves learn(List<CallTrace> traces, Profile profile) {
        Map<Channel, QualityCurve> curves = new EnumMap<>(Channel.class);
        for (Profile.Indicator i : profile.indicators()) {
            if (i.channel().isQuality()) {
                // A worse level means a worse quality: falling where low values are good.
                curves.put(i.channel(), QualityCurve.learn(traces, i.channel(), i.higherIsBetter()));
            }
        }
        return new QualityCurves(curves);
    }

    /**
     * A sample's value as the references hold it: qualities as excess over what is usual at the level met, all else as
     * measured.
     */
    public float given(CallTrace trace, Channel channel, int sample) {
        float v = trace.channel(channel)[sample];
        QualityCurve curve = byChannel.get(channel);
        return curve == null ? v : v - usual(curve, trace, channel, sample);
    }

    /** What is added to an expected excess to get an expected value: 0 where the channel is no quality. */
    public float usual(CallTrace trace, Channel channel, int sample) {
        QualityCurve curve = byChannel.get(channel);
        return curve == null ? 0 : usual(curve, trace, channel, sample);
    }

    private static float usual(QualityCurve curve, CallTrace trace, Channel channel, int sample) {
        return trace.has(QualityCurve.levelOf(channel))
                ? curve.at(QualityCurve.receivedDbm(trace, channel, sample))
                : 0;
    }

    /** Writes the curves. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(byChannel.size());
        for (Map.Entry<Channel, QualityCurve> entry : byChannel.entrySet()) {
            out.writeByte(entry.getKey().ordinal());
            entry.getValue().write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static QualityCurves read(DataInput in) throws IOException {
        Map<Channel, QualityCurve> curves = new EnumMap<>(Channel.class);
        for (int i = in.readInt(); i > 0; i--) {
            curves.put(Channel.values()[in.readByte()], QualityCurve.read(in));
        }
        return new QualityCurves(curves);
    }
}
