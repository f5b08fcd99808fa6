/**
 * A source file as the house rules see it: what it imports, what it touches of the outside, how long its
 * functions are. Read from the syntax tree, so that words in comments and strings do not count.
 */
import { parseAst } from 'rolldown/parseAst'

export type Source = {
  /** From the root of the tree, with `/`. */
  path: string
  lineCount: number
  /** As written: `./row.ts`, `valibot`. Types and later imports too. */
  imports: string[]
  /** Those of them that are still there when the types are gone. */
  valueImports: string[]
  hasExportAll: boolean
  /** `Date.now`, `Math.random`, `fetch`, `process.env` … with the line. */
  touches: { what: string; line: number }[]
  functions: { name: string; lineCount: number; line: number }[]
}

type Node = { type: string; start: number; end: number; [key: string]: unknown }

const OUTSIDE_CALLS = new Set(['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'require'])
const OUTSIDE_OBJECTS = new Set([
  'process',
  'globalThis',
  'window',
  'document',
  'performance',
  'crypto',
])
const OUTSIDE_MEMBERS = new Set(['Date.now', 'Math.random'])

export function makeSource(path: string, text: string): Source {
  const source: Source = {
    path,
    lineCount: text.split('\n').length - 1,
    imports: [],
    valueImports: [],
    hasExportAll: false,
    touches: [],
    functions: [],
  }
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const visit = (node: Node, name: string) => {
    readImport(node, source)
    const what = touchOf(node)
    if (what !== undefined) source.touches.push({ what, line: lineAt(node.start) })
    if (/Function/.test(node.type) && isNode(node['body'])) {
      const lineCount = lineAt(node.end) - lineAt(node.start) + 1
      source.functions.push({
        name: nameOf(node['id']) ?? name,
        lineCount,
        line: lineAt(node.start),
      })
    }
    const inner = nameOf(node['id']) ?? nameOf(node['key']) ?? name
    for (const child of childrenOf(node)) visit(child, inner)
  }
  visit(toNode(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path)), '')
  return source
}

function readImport(node: Node, source: Source): void {
  if (
    !/^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression)$/.test(
      node.type,
    )
  )
    return
  if (node.type === 'ExportAllDeclaration') source.hasExportAll = true
  const from = node['source']
  if (!isNode(from) || typeof from['value'] !== 'string') return
  source.imports.push(from['value'])
  if (node['importKind'] !== 'type' && node['exportKind'] !== 'type')
    source.valueImports.push(from['value'])
}

/** The name of what a node reaches outside the program, if it does. */
function touchOf(node: Node): string | undefined {
  if (node.type === 'CallExpression') {
    const callee = nameOf(node['callee'])
    return callee !== undefined && OUTSIDE_CALLS.has(callee) ? callee : undefined
  }
  if (node.type === 'NewExpression') {
    const isNow =
      nameOf(node['callee']) === 'Date' &&
      Array.isArray(node['arguments']) &&
      node['arguments'].length === 0
    return isNow ? 'new Date()' : undefined
  }
  if (node.type !== 'MemberExpression') return undefined
  const object = nameOf(node['object'])
  const member = `${object}.${nameOf(node['property'])}`
  if (object === undefined) return undefined
  return OUTSIDE_OBJECTS.has(object) || OUTSIDE_MEMBERS.has(member) ? member : undefined
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value['name'] === 'string'
    ? value['name']
    : undefined
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode)
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  )
}

function toNode(value: unknown): Node {
  if (!isNode(value)) throw new Error('the parser gave no tree')
  return value
}
