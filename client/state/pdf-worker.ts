/** The thread that takes a PDF apart. Its policy (http/static-files) lets it reach nothing: not the desk, not the network. */
import 'pdfjs-dist/build/pdf.worker.min.mjs'
