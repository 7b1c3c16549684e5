/**
 * The demo: invented officials' passwords, invented appeals, mail catcher. Exists only in the
 * profile {@code demo}.
 */
@org.springframework.modulith.ApplicationModule
package ru.tsur.demo;
