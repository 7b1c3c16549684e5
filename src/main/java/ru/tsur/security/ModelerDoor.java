package ru.tsur.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What Camunda Modeler asks of {@code /engine-rest}: {@code GET /version} and {@code POST
 * /deployment/create}. Answered for methodologists by the gate of the methodology package instead
 * of the engine; while no such bean exists, by 404.
 */
public interface ModelerDoor {

  void version(HttpServletRequest request, HttpServletResponse response) throws IOException;

  void deploy(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
