/* psc-error.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-error"

#include "config.h"

#include "psc-error.h"

G_DEFINE_QUARK (psc-error-quark, psc_error)
