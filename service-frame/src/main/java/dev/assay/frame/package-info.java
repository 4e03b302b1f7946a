/**
 * What every service shares, once.
 *
 * <ul>
 *   <li>{@code event}: publish and consume records; a record that can never be handled goes to the dead-letter topic
 *   <li>{@code drain}: stop taking work, finish what is in hand, then go
 *   <li>{@code loop}: a task that repeats until the drain
 *   <li>{@code credential}: which service may call which internal endpoint
 *   <li>{@code problem}: errors as RFC 9457 problem details
 *   <li>{@code json}: the one JSON setting
 *   <li>{@code parent}: a locally started service ends with the process that started it
 * </ul>
 */
package dev.assay.frame;
