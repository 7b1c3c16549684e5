package ru.tsur.methodology;

import java.util.Map;
import java.util.Set;
import ru.tsur.deadline.Term;

/**
 * What the files of a set may refer to.
 *
 * @param processes ids of processes
 * @param decisions ids of decisions
 * @param forms keys of the fields by the id of each Camunda form
 * @param pages names of embedded forms, as in {@code forms/sign.html}
 * @param terms rows of the terms table by their ids; empty if it does not read
 */
record Index(
    Set<String> processes,
    Set<String> decisions,
    Map<String, Set<String>> forms,
    Set<String> pages,
    Map<String, Term> terms) {}
