/* psc-shell.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-shell"

#include "config.h"

#include <string.h>

#include "psc-shell.h"

/* What means nothing to any shell, wherever it stands in a word.  Braces are
 * left bare as long as they hold nothing to expand. */
static gboolean
is_plain (const char *word)
{
  if (*word == '\0')
    return FALSE;

  for (const char *p = word; *p != '\0'; p++)
    {
      if (p[0] == '{' && p[1] == '}')
        p++;
      else if (!g_ascii_isalnum (*p) && strchr ("%+,-./:=@_", *p) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * psc_shell_quote:
 *
 * Returns: (transfer full): the word in quotes, or as it is where a shell
 *   would read it as it is
 */
char *
psc_shell_quote (const char *word)
{
  g_return_val_if_fail (word != NULL, NULL);

  return is_plain (word) ? g_strdup (word) : g_shell_quote (word);
}
