package org.lineside.drift;

/**
 * What the calls of a day say of one cell or mobile.
 *
 * @param day days since 1970 UTC
 * @param series whose effect
 * @param effect observed minus expected by the golden references, in the channel's unit; what the whole network shares that
 *     day is still in it
 * @param calls calls it rests on
 */
public record DayEffect(long day, Series series, double effect, int calls) {}
