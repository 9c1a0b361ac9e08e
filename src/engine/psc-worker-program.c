/* psc-worker-program.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-program"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-error.h"
#include "psc-worker-program.h"

#define NAME "poolscope-worker"

/**
 * psc_worker_program_find_own:
 *
 * Looks beside the running program as the build lays them out, so that nothing
 * has to be installed to try it; else where it is installed.
 *
 * Returns: (transfer full) (nullable): the absolute path of the worker program
 *   that belongs to this one
 */
char *
psc_worker_program_find_own (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *installed = g_build_filename (PSC_LIBEXECDIR, NAME, NULL);
  static const char * const places[] = {
    "../worker",
    "../src/worker",
  };

  for (guint i = 0; directory != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (directory, places[i], NAME,
                                                NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (path, NULL);
    }

  return g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE)
         ? g_steal_pointer (&installed) : NULL;
}

/**
 * psc_worker_program_find:
 *
 * Looks where POOLSCOPE_WORKER says; else for the one that belongs to this
 * program.
 *
 * Returns: (transfer full) (nullable): its absolute path
 */
char *
psc_worker_program_find (GError **error)
{
  const char *told = g_getenv ("POOLSCOPE_WORKER");
  char *own;

  if (told != NULL)
    {
      if (g_file_test (told, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (told, NULL);

      g_set_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER,
                   _("The worker program “%s”, named by POOLSCOPE_WORKER, is "
                     "not there or cannot be executed. Correct the variable "
                     "or unset it."), told);
      return NULL;
    }

  own = psc_worker_program_find_own ();
  if (own == NULL)
    g_set_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER,
                 _("The worker program “%s” is not there or cannot be executed. "
                   "Install Poolscope again, or choose a thread mode."),
                 PSC_LIBEXECDIR "/" NAME);

  return own;
}
