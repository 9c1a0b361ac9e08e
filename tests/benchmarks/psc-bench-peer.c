/* psc-bench-peer.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "psc-bench-peer.h"

struct _PscBenchPeer
{
  GSubprocess      *process;
  GDataInputStream *answers;
};

/* Starts @script; returns NULL, and says so, where Python has no @module. */
PscBenchPeer *
psc_bench_peer_start (const char *script,
                      const char *module)
{
  g_autofree char *import = g_strconcat ("import ", module, NULL);
  g_autoptr (GSubprocess) probe = NULL;
  PscBenchPeer *self;

  probe = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                            "/usr/bin/python3", "-c", import, NULL);
  if (probe == NULL || !g_subprocess_wait_check (probe, NULL, NULL))
    {
      g_print ("python3-%s is not installed: no peer to compare with\n",
               module);
      return NULL;
    }

  self = g_new0 (PscBenchPeer, 1);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                    G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                                    "/usr/bin/python3", script, NULL);
  g_assert_nonnull (self->process);
  self->answers =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  return self;
}

/* Asks for one measurement; returns seconds. */
double
psc_bench_peer_measure (PscBenchPeer *self,
                        const char   *line)
{
  g_autofree char *answer = NULL;

  g_assert_true (g_output_stream_write_all (
    g_subprocess_get_stdin_pipe (self->process), line, strlen (line), NULL,
    NULL, NULL));
  answer = g_data_input_stream_read_line (self->answers, NULL, NULL, NULL);
  g_assert_nonnull (answer);

  return g_ascii_strtod (answer, NULL);
}

void
psc_bench_peer_stop (PscBenchPeer *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL,
                         NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->answers);
  g_object_unref (self->process);
  g_free (self);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
psc_bench_get_median (const double *values,
                      guint         n_values)
{
  g_autofree double *sorted = g_memdup2 (values, n_values * sizeof (double));

  qsort (sorted, n_values, sizeof (double), compare_doubles);

  return (sorted[(n_values - 1) / 2] + sorted[n_values / 2]) / 2.;
}
