package dev.assay.executor.sandbox;

/**
 * What a program printed, for people.
 *
 * @param text the first and the last part of it
 * @param totalBytes of all of it
 * @param clipped whether {@code text} has a gap
 */
public record Printed(String text, long totalBytes, boolean clipped) {}
