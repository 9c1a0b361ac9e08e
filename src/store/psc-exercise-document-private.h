/* psc-exercise-document-private.h: writer and reader agree
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The names of the members may become more, but they do not change. */
#define PSC_EXERCISE_DOCUMENT_VERSION 1
